/** The browser streams the file to the disk, so its size doesn't matter. */
export function download(url: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = "";
  link.click();
}

/** The browser streams the file to the disk, so the page can download a file of any size. */
export function download(url: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = "";
  link.click();
}

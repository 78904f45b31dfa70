import { useEffect, useEffectEvent } from "react";

export function useOffered({
  onPicture,
  onText,
}: {
  onPicture: (file: File) => void;
  onText: (text: string) => void;
}) {
  const take = useEffectEvent((data: DataTransfer | null, event: Event) => {
    const file = data?.files[0];
    const text = data?.getData("text/plain") ?? "";
    // Without `preventDefault`, the browser would leave the app and open the file.
    if (file ?? text) event.preventDefault();
    if (file) onPicture(file);
    else if (text) onText(text);
  });
  useEffect(() => {
    const ending = new AbortController();
    const { signal } = ending;
    window.addEventListener("dragover", (event) => event.preventDefault(), { signal });
    window.addEventListener("drop", (event) => take(event.dataTransfer, event), { signal });
    window.addEventListener(
      "paste",
      (event) => {
        if (!(event.target instanceof HTMLInputElement)) take(event.clipboardData, event);
      },
      { signal },
    );
    return () => ending.abort();
  }, []);
}

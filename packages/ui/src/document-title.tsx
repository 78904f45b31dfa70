import { useEffect } from "react";

/** React's `<title>` would have no effect, because browsers use the first title, which is in index.html. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}

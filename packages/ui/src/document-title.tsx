import { useEffect } from "react";

/**
 * Sets the title of the browser tab and of its history entry.
 * React's `<title>` doesn't work here: it comes after the one in index.html, and browsers use the first.
 */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}

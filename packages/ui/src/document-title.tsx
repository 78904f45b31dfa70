import { useEffect } from "react";

/**
 * Sets the title of the tab and of its history entry.
 * React's own `<title>` would come after the one in index.html, and browsers read the first.
 */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}

import { useEffect } from "react";

/**
 * Names the browser's tab, and so the history entry, after the screen.
 * React's own `<title>` would come second to the one in index.html, and browsers read the first.
 */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}

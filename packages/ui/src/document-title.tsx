import { useEffect } from "react";

/** Browsers use the first title, which is in index.html, so React's `<title>` would have no effect. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}

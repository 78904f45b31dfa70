import { useEffect } from "react";

/**
 * Sets the title directly. Browsers use only the first title element, which is in index.html, so a second
 * element would have no effect.
 */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}

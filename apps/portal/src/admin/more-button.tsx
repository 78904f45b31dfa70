import { Button } from "@sallyport/ui/button";
import { useState } from "react";
import { problemOf } from "../api/problem-of.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import css from "./more-button.module.css";

interface Paged {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  error: Error | null;
  fetchNextPage: () => unknown;
}

export function MoreButton({ query }: { query: Paged }) {
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, error, fetchNextPage } = query;
  const [wasPressed, setPressed] = useState(false);
  function ask() {
    setPressed(true);
    void fetchNextPage();
  }
  if (!hasNextPage) return wasPressed ? <End /> : null;
  return (
    <div className={css.more}>
      <RefusalNotice problem={isFetchNextPageError && error ? problemOf(error) : null} />
      <Button isBusy={isFetchingNextPage} onClick={ask}>
        Show more
      </Button>
    </div>
  );
}

function End() {
  return (
    <p className={css.more} ref={takeFocus} tabIndex={-1}>
      That is all.
    </p>
  );
}

function takeFocus(end: HTMLElement | null) {
  if (document.activeElement === document.body) end?.focus();
}

import { type ComponentProps, createContext, type MouseEvent, type ReactNode, use } from "react";

type Navigate = (href: string) => void | Promise<void>;
const NavigateContext = createContext<Navigate | undefined>(undefined);

export function LinkProvider({ navigate, children }: { navigate: Navigate; children: ReactNode }) {
  return <NavigateContext value={navigate}>{children}</NavigateContext>;
}

/** Follows a link inside the app. The browser itself handles new tabs, downloads and other origins. */
export function Link({ href, onClick, children, ...rest }: ComponentProps<"a"> & { href: string }) {
  const navigate = use(NavigateContext);
  function follow(event: MouseEvent<HTMLAnchorElement>) {
    onClick?.(event);
    if (!navigate || event.defaultPrevented || isForTheBrowser(event)) return;
    event.preventDefault();
    void navigate(href);
  }
  return (
    <a href={href} onClick={follow} {...rest}>
      {children}
    </a>
  );
}

function isForTheBrowser(event: MouseEvent<HTMLAnchorElement>): boolean {
  const { target, origin } = event.currentTarget;
  const isModified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  return event.button !== 0 || isModified || target !== "" || origin !== window.location.origin;
}

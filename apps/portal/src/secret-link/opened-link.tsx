import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { problemOf } from "../api/problem-of.ts";
import { TryAgainPage } from "../page/try-again-page.tsx";
import { WaitingPage } from "../page/waiting-page.tsx";
import { isLinkBroken } from "./is-link-broken.ts";
import { useLinkToken } from "./link-token.ts";

interface OpenedLinkProps<Opened> {
  title: string;
  open: (token: string, signal: AbortSignal) => Promise<Opened>;
  ifBroken: ReactNode;
  ifWithdrawn?: ReactNode;
  children: (link: { opened: Opened; token: string; forgetToken: () => void }) => ReactNode;
}

export function OpenedLink<Opened>({
  title,
  open,
  ifBroken,
  ifWithdrawn,
  children,
}: OpenedLinkProps<Opened>) {
  const { token, forgetToken } = useLinkToken();
  const link = useQuery({
    queryKey: ["opened-link", title, token],
    queryFn: ({ signal }) => open(token ?? "", signal),
    enabled: token !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

  if (token === null) return ifBroken;
  if (link.isPending) return <WaitingPage />;
  if (link.isSuccess) return children({ opened: link.data, token, forgetToken });
  const problem = problemOf(link.error);
  if (isLinkBroken(problem)) return ifBroken;
  if (problem.code === "link-withdrawn" && ifWithdrawn) return ifWithdrawn;
  return (
    <TryAgainPage
      title={title}
      problem={problem}
      isBusy={link.isFetching}
      onTryAgain={() => void link.refetch()}
    />
  );
}

import type { Me } from "@sallyport/contract/sign-in";
import { Skeleton } from "@sallyport/ui/skeleton";
import { Suspense } from "react";
import { Outlet } from "react-router";
import { useFocusOnArrival } from "../page/use-focus-on-arrival.ts";
import { ProofProvider } from "../proof/proof-provider.tsx";
import { useNewCodesWarning } from "../security/use-new-codes.ts";

/** The page that somebody inside has gone to, in either realm, with what stands behind all of these pages. */
export function InsideMain({ me, className }: { me: Me; className: string | undefined }) {
  useNewCodesWarning(me.realm);
  return (
    <main className={className} id="content" ref={useFocusOnArrival()} tabIndex={-1}>
      <ProofProvider realm={me.realm}>
        <Suspense fallback={<Skeleton label="Loading the page" lines={5} />}>
          <Outlet context={me} />
        </Suspense>
      </ProofProvider>
    </main>
  );
}

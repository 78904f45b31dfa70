import { ToastProvider } from "@sallyport/ui/toast";
import { Outlet } from "react-router";
import type { InsideProps } from "../page/inside.ts";
import { ProofProvider } from "../proof/proof-provider.tsx";

export function AuthorizationLayout({ me }: InsideProps) {
  return (
    <ToastProvider>
      <ProofProvider realm={me.realm}>
        <Outlet context={me} />
      </ProofProvider>
    </ToastProvider>
  );
}

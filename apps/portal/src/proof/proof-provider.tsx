import type { Realm } from "@sallyport/contract/text";
import { Dialog } from "@sallyport/ui/dialog";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useCallback, useRef, useState } from "react";
import { securityKey } from "../api/security-key.ts";
import { ProofContext } from "./proof-context.ts";
import { ProofQuestion } from "./proof-question.tsx";

export function ProofProvider({ realm, children }: { realm: Realm; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const waiting = useRef<((isProved: boolean) => void)[]>([]);
  const client = useQueryClient();

  const prove = useCallback(() => {
    setOpen(true);
    return new Promise<boolean>((settle) => waiting.current.push(settle));
  }, []);

  function end(isProved: boolean) {
    setOpen(false);
    if (isProved) void client.invalidateQueries({ queryKey: securityKey(realm) });
    for (const settle of waiting.current.splice(0)) settle(isProved);
  }

  return (
    <ProofContext value={prove}>
      {children}
      <Dialog title="Confirm that it's you" isOpen={isOpen} onClose={() => end(false)}>
        <ProofQuestion realm={realm} onProved={() => end(true)} />
      </Dialog>
    </ProofContext>
  );
}

import { Button } from "@sallyport/ui/button";
import { Notice } from "@sallyport/ui/notice";
import { useEffect, useState } from "react";
import { startServiceWorker } from "./service-worker.ts";
import css from "./update-notice.module.css";

export function UpdateNotice() {
  const [update, setUpdate] = useState<() => void>();
  useEffect(() => {
    if (!import.meta.env.PROD) return;
    // A failure is ignored. Without a service worker, the app still works online.
    startServiceWorker((takeOver) => setUpdate(() => takeOver)).catch(() => undefined);
  }, []);
  if (!update) return null;
  return (
    <div className={css.place}>
      <Notice
        tone="info"
        title="A new version is ready"
        action={
          <Button variant="primary" onClick={update}>
            Reload
          </Button>
        }
      >
        Your accounts stay as they are.
      </Notice>
    </div>
  );
}

import { useDocumentTitle } from "@sallyport/ui/document-title";
import { Loaded } from "../page/loaded.tsx";
import { useMe } from "../page/me.ts";
import { ApplicationsSection } from "./applications-section.tsx";
import { BypassNotice } from "./bypass-notice.tsx";
import { HomeFacts } from "./home-facts.tsx";
import { HomeTasks } from "./home-tasks.tsx";
import { useHome } from "./use-home.ts";

export function HomePage() {
  const { name } = useMe();
  const home = useHome();
  useDocumentTitle("Home · Sallyport");
  return (
    <>
      <h1>
        Welcome, <bdi>{name}</bdi>
      </h1>
      <Loaded query={home} what="your account">
        {(found) => (
          <>
            {found.bypassedUntil === null ? (
              <HomeTasks mfa={found.mfa} />
            ) : (
              <BypassNotice until={found.bypassedUntil} />
            )}
            <ApplicationsSection />
            <HomeFacts home={found} />
          </>
        )}
      </Loaded>
    </>
  );
}

import { LinkProvider } from "@sallyport/ui/link";
import { ToastProvider } from "@sallyport/ui/toast";
import { useNavigate } from "react-router";
import { Pages } from "./routes.tsx";
import { UpdateNotice } from "./update-notice.tsx";

export function App() {
  return (
    <LinkProvider navigate={useNavigate()}>
      <ToastProvider>
        <Pages />
      </ToastProvider>
      <UpdateNotice />
    </LinkProvider>
  );
}

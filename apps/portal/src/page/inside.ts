import type { Me } from "@sallyport/contract/sign-in";

export interface InsideProps {
  me: Me;
  onLogOut: () => void;
  isLoggingOut: boolean;
}

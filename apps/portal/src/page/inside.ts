import type { Me } from "@sallyport/contract/sign-in";

/** What the layout of a realm is given. */
export interface InsideProps {
  me: Me;
  onLogOut: () => void;
  isLoggingOut: boolean;
}

import type { Me } from "@sallyport/contract/sign-in";

/** The props of a realm's layout. */
export interface InsideProps {
  me: Me;
  onLogOut: () => void;
  isLoggingOut: boolean;
}

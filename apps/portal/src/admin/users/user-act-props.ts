import type { User } from "@sallyport/contract/users";
import type { RefObject } from "react";

export interface UserActProps {
  user: User;
  /** Receives the focus when the action has removed its button. */
  heading: RefObject<HTMLHeadingElement | null>;
}

import type { User } from "@sallyport/contract/users";
import type { RefObject } from "react";

export interface UserActProps {
  user: User;
  /** Takes the focus where an act is done and its button gone. */
  heading: RefObject<HTMLHeadingElement | null>;
}

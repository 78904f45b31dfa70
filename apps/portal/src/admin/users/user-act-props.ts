import type { User } from "@sallyport/contract/users";
import type { RefObject } from "react";

export interface UserActProps {
  user: User;
  /** The element that gets the focus if the button disappears after the action. */
  heading: RefObject<HTMLHeadingElement | null>;
}

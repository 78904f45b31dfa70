export type CameraTrouble = "denied" | "missing" | "busy" | "insecure" | "refused";

/** Browsers offer a camera only to a secure context (W3C Media Capture and Streams §10.1). */
export class InsecurePage extends Error {
  override readonly name = "InsecurePage";
}

/**
 * The browser refused `play()`. Browsers throw the same `NotAllowedError` if the camera is forbidden, so this
 * class tells the two cases apart.
 */
export class PictureRefused extends Error {
  override readonly name = "PictureRefused";
}

export function troubleOf(error: unknown): CameraTrouble {
  switch (error instanceof Error ? error.name : "") {
    case "InsecurePage":
      return "insecure";
    case "PictureRefused":
      return "refused";
    case "NotAllowedError":
    case "SecurityError":
      return "denied";
    case "NotFoundError":
    case "OverconstrainedError":
      return "missing";
    default:
      return "busy";
  }
}

export const troubleTexts: Record<CameraTrouble, { title: string; wayOut: string }> = {
  denied: {
    title: "The camera is not allowed",
    wayOut:
      "Allow it for this page: press the sign beside the address, or open the app's permissions in the device's settings. Then try again, or use one of the ways below.",
  },
  missing: {
    title: "There is no camera",
    wayOut: "Take a screenshot of the QR code and choose it below, or use one of the other ways.",
  },
  busy: {
    title: "The camera gives no picture",
    wayOut: "Another app may be using it. Close that app and try again, or use one of the ways below.",
  },
  insecure: {
    title: "The camera works only over a secure connection",
    wayOut: "Open the app by its address with https, or use one of the ways below.",
  },
  refused: {
    title: "The browser did not show the camera's picture",
    wayOut:
      "The camera is allowed, but the browser waits for a press, or saves power. Press “Try again”, or use one of the ways below.",
  },
};

/** Why there is no picture from the camera. */
export type CameraTrouble = "denied" | "missing" | "busy" | "insecure";

/** The page was loaded in a way in which browsers give no camera (W3C Media Capture and Streams §10.1). */
export class InsecurePage extends Error {
  override readonly name = "InsecurePage";
}

/** By the names of the exceptions of getUserMedia (W3C Media Capture and Streams §10.2). */
export function troubleOf(error: unknown): CameraTrouble {
  switch (error instanceof Error ? error.name : "") {
    case "InsecurePage":
      return "insecure";
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
};

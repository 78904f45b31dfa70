export function unreadableFile({ name, type }: Pick<File, "name" | "type">): string {
  const kind = kinds.find(({ of }) => of.test(type) || of.test(name));
  return `${kind?.is ?? "This file isn't a picture that the browser can open."} ${wayOut}`;
}

const wayOut = "Take a screenshot of the QR code and choose that, or choose a PNG or JPEG file.";

const kinds = [
  { of: /svg/i, is: "This SVG drawing can't be opened here." },
  { of: /pdf$/i, is: "This is a PDF document, not a picture." },
  { of: /hei[cf]$/i, is: "This browser can't open HEIC photographs." },
  { of: /^text\/|\.(?:txt|html?|json|csv)$/i, is: "This is a text file, not a picture." },
];

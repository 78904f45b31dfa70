// A QR code in a page is often a drawing, which a trace keeps as text. Its key can't be read from here, so all
// drawings that look like a QR code are removed.

const fewestSteps = 100;
const paths = /[Mm][\d\s.,MmHhVvZzLl-]{200,}/g;
const rects = /(?:<(?:svg:)?rect\b[^<>]*>\s*(?:<\/(?:svg:)?rect>\s*)?){60,}/g;
const rectsInSnapshot = /\["rect",\{[^{}]*\}\](?:,\["rect",\{[^{}]*\}\]){59,}/gi;
/** Lines of block characters in UTF-8, as programs draw QR codes on terminals. */
const blocks = /(?:\xe2\x96[\x80-\x9f](?:[ \r\n]|\xc2\xa0|\\n|\p{Cc}\[[\d;]*m)*){120,}/gu;

/** Removes drawings that can be QR codes from a text. */
export function withoutDrawings(text: string): string {
  return text
    .replace(paths, (path) => (isQrLike(path) ? "M0 0" : path))
    .replace(rects, "")
    .replace(rectsInSnapshot, '["rect",{}]')
    .replace(blocks, "REMOVED");
}

/** The edges of a QR code are upright or level. A chart has slanting lines, between places with fractions. */
function isQrLike(path: string): boolean {
  const steps = path.match(/[MmHhVvZzLl]/g)?.length ?? 0;
  if (steps < fewestSteps) return false;
  return !/[Ll]/.test(path) || !/\.(?!5?0*(?:\D|$))\d/.test(path);
}

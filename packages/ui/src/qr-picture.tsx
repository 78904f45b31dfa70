import { qrModules } from "./qr-modules.ts";
import css from "./qr-picture.module.css";

/** The code is black on white in every theme, because scanners expect these colours. */
export function QrPicture({ text, label }: { text: string; label: string }) {
  const { size, path } = qrModules(text);
  const name = { role: "img", "aria-label": label };
  return (
    <svg className={css.picture} viewBox={`0 0 ${size} ${size}`} {...name}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

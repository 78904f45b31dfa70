import css from "./skeleton.module.css";

export function Skeleton({ label, lines = 3 }: { label: string; lines?: number }) {
  return (
    <output className={css.skeleton}>
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className={css.line} aria-hidden />
      ))}
    </output>
  );
}

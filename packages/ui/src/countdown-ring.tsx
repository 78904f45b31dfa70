import css from "./countdown-ring.module.css";

interface CountdownRingProps {
  secondsLeft: number;
  period: number;
  /** Screen readers read this label only when the user moves to the ring. */
  label: string;
}

const circumference = 2 * Math.PI * 14;

export function CountdownRing({ secondsLeft, period, label }: CountdownRingProps) {
  const seconds = Math.max(0, Math.ceil(secondsLeft));
  const gone = 1 - Math.min(1, Math.max(0, secondsLeft / period));
  return (
    <span className={css.ring} role="timer" aria-label={label} data-ending={seconds <= 5 || undefined}>
      <svg viewBox="0 0 32 32" aria-hidden>
        <circle className={css.track} cx="16" cy="16" r="14" />
        <circle
          className={css.rest}
          cx="16"
          cy="16"
          r="14"
          strokeDasharray={circumference}
          strokeDashoffset={circumference * gone}
        />
      </svg>
      <span className={css.seconds}>{seconds}</span>
    </span>
  );
}

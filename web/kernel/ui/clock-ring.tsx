import type { ClockTone } from '../promise-clock.ts';

const radius = 9;
const round = 2 * Math.PI * radius;

/** A thin ring that empties. Each state has its own mark inside, so it is read without colour. */
export function ClockRing({ tone, left }: { readonly tone: ClockTone; readonly left: number }) {
  const arc = tone === 'late' || tone === 'kept' ? 1 : left;
  return (
    <svg className="ring" data-tone={tone} viewBox="0 0 22 22" aria-hidden="true" focusable="false">
      <circle className="ring-track" cx="11" cy="11" r={radius} />
      <circle
        className="ring-left"
        cx="11"
        cy="11"
        r={radius}
        strokeDasharray={tone === 'waiting' ? '3 2.65' : `${arc * round} ${round}`}
        transform="rotate(-90 11 11)"
      />
      {tone === 'asked' && <circle className="ring-mark" cx="11" cy="11" r="3.4" />}
      {tone === 'near' && <path className="ring-stroke" d="M11 6.8V11l2.8 1.9" />}
      {tone === 'late' && <path className="ring-stroke" d="M11 6.4v5.4M11 15.1v.3" />}
      {tone === 'kept' && <path className="ring-stroke" d="M7.4 11.2l2.5 2.6 4.8-5.4" />}
      {tone === 'paused' && <path className="ring-stroke" d="M9.2 8v6M12.8 8v6" />}
    </svg>
  );
}

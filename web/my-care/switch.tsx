interface SwitchProps {
  readonly label: string;
  readonly on: boolean;
  readonly busy?: boolean;
  readonly words: { readonly on: string; readonly off: string };
  readonly onChange: () => void;
}

/** On or off, told by place, sign and word. */
export function Switch({ label, on, busy = false, words, onChange }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      aria-label={label}
      aria-disabled={busy}
      className="switch-button"
      onClick={busy ? undefined : onChange}
    >
      <span className="switch-track" aria-hidden="true">
        <span className="switch-knob" />
      </span>
      <span aria-hidden="true">{on ? words.on : words.off}</span>
    </button>
  );
}

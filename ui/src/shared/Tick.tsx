interface Props {
  label: string;
  hint: string;
  checked: boolean;
  name?: string;
  onChange: (on: boolean) => void;
}

/** A switch with its words. */
export function Tick({ label, hint, checked, name, onChange }: Props) {
  return (
    <label className="setting">
      <span className="setting-name">
        {label}
        <small>{hint}</small>
      </span>
      <input type="checkbox" className="switch" data-testid={name} checked={checked} onChange={(event) => onChange(event.target.checked)} />
    </label>
  );
}

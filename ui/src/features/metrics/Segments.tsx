interface Props<T extends string | number> {
  name: string;
  label: string;
  value: T;
  options: readonly (readonly [T, string])[];
  onChange: (value: T) => void;
}

/** A choice of a few words in a row. */
export function Segments<T extends string | number>({ name, label, value, options, onChange }: Props<T>) {
  return (
    <div className="segments" role="radiogroup" aria-label={label}>
      {options.map(([each, words]) => (
        <label key={each} className="segment">
          <input type="radio" name={name} data-testid={`${name}-${each}`} checked={value === each} onChange={() => onChange(each)} />
          <span>{words}</span>
        </label>
      ))}
    </div>
  );
}

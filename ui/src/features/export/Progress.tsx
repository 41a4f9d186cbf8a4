interface Props {
  value: number;
  of: number;
  said: string;
}

/** How far something is, as a bar and in words. */
export function Progress({ value, of, said }: Props) {
  return (
    <div className="transfer-progress">
      <progress value={of > 0 ? value : undefined} max={of > 0 ? of : 1} aria-label={said} />
      <p>{said}</p>
    </div>
  );
}

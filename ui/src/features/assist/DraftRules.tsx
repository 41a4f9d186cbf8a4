import { harmless } from "../../shared/Untrusted";

/** Rules that had something to say of a draft, in the owner's words, each once. */
export function DraftRules({ rules }: { rules: readonly string[] }) {
  if (rules.length === 0) return null;
  return (
    <ul className="assist-rules" data-testid="draft-rules">
      {[...new Set(rules)].map((rule) => (
        <li key={rule}>{harmless(rule)}</li>
      ))}
    </ul>
  );
}

import type { ProviderKind, ProviderProfile } from "../../api/bindings";
import { useWords } from "../../words/words";
import { profileName } from "./providerName";

const REACHES = ["this_computer", "russia", "abroad", "abroad_closed", "own"] as const;

interface Props {
  profiles: ProviderProfile[];
  onChoose: (kind: ProviderKind) => void;
}

/** What can be connected, sorted by what a shop owner needs for it. */
export function ProviderCards({ profiles, onChoose }: Props) {
  const words = useWords();
  const { t } = words;
  return (
    <section className="settings-group reaches" aria-label={t("models-choose")}>
      <h2>{t("models-choose")}</h2>
      {REACHES.map((reach) => {
        const name = reach.replaceAll("_", "-");
        const of = profiles.filter((each) => each.reach === reach);
        return (
          <section key={reach} className="reach">
            <h3>{t(`models-reach-${name}`)}</h3>
            <p className="hint">{t(`models-reach-${name}-hint`)}</p>
            <div className="reach-cards">
              {of.map((profile) => (
                <button key={profile.kind} type="button" className="reach-card" data-testid={`choose-${profile.kind}`} onClick={() => onChoose(profile.kind)}>
                  {profileName(words, profile)}
                </button>
              ))}
            </div>
          </section>
        );
      })}
    </section>
  );
}

import { useState } from "react";
import type { ModelBudget } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { Button } from "../../shared/Button";
import { Field } from "../../shared/Field";
import { Group } from "../../shared/Screen";
import { useWords } from "../../words/words";
import { sign, sum, typed, untyped } from "./micros";

/** What may be spent and what was. */
export function Budgets({ budgets }: { budgets: ModelBudget[] }) {
  const { t } = useWords();
  return (
    <Group title={t("models-budget")}>
      <p className="setting-text">{t("models-budget-hint")}</p>
      <div className="budgets">
        {budgets.map((budget) => (
          <Budget key={`${budget.currency} ${budget.day_micros} ${budget.month_micros}`} budget={budget} />
        ))}
      </div>
    </Group>
  );
}

function Budget({ budget }: { budget: ModelBudget }) {
  const words = useWords();
  const { t } = words;
  const { currency } = budget;
  const set = useOperation("models_set");
  const [day, setDay] = useState(typed(budget.day_micros));
  const [month, setMonth] = useState(typed(budget.month_micros));
  const [dayMicros, monthMicros] = [untyped(day), untyped(month)];
  const changed = dayMicros !== budget.day_micros || monthMicros !== budget.month_micros;
  const good = dayMicros !== null && monthMicros !== null;
  return (
    <form
      className="budget form"
      data-testid={`budget-${currency}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (good) set.mutate({ budgets: [{ currency, day_micros: dayMicros, month_micros: monthMicros }] });
      }}
    >
      <Field label={t("models-budget-day", { currency: sign(currency) })}>
        {(field) => (
          <input
            {...field}
            className="field models-sum"
            inputMode="decimal"
            aria-invalid={dayMicros === null}
            value={day}
            onChange={(event) => setDay(event.target.value)}
          />
        )}
      </Field>
      <Spent
        words={t("models-spent-day", { spent: sum(words, budget.day_spent_micros, currency), limit: sum(words, budget.day_micros, currency) })}
        spent={budget.day_spent_micros}
        limit={budget.day_micros}
      />
      <Field label={t("models-budget-month", { currency: sign(currency) })}>
        {(field) => (
          <input
            {...field}
            className="field models-sum"
            inputMode="decimal"
            aria-invalid={monthMicros === null}
            value={month}
            onChange={(event) => setMonth(event.target.value)}
          />
        )}
      </Field>
      <Spent
        words={t("models-spent-month", { spent: sum(words, budget.month_spent_micros, currency), limit: sum(words, budget.month_micros, currency) })}
        spent={budget.month_spent_micros}
        limit={budget.month_micros}
      />
      {set.error && (
        <p className="hint hint-bad" role="alert">
          {words.error(set.error.code)}
        </p>
      )}
      {changed && (
        <Button kind="primary" type="submit" disabled={!good || set.isPending}>
          {t("models-budget-save")}
        </Button>
      )}
    </form>
  );
}

/** The words carry it; the bar only shows it again. */
function Spent({ words, spent, limit }: { words: string; spent: number; limit: number }) {
  return (
    <div className="spent">
      <meter className="spent-bar" aria-label={words} min={0} max={Math.max(limit, 1)} high={Math.max(limit, 1) * 0.8} value={Math.min(spent, limit)} />
      <small>{words}</small>
    </div>
  );
}

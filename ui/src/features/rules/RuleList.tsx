import { Plus } from "lucide-react";
import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useRef, useState } from "react";
import type { Rule } from "../../api/bindings";
import { Button } from "../../shared/Button";
import { useNotices } from "../../shared/notices";
import { useWords } from "../../words/words";
import { copyOf, defaultRules, moved, newRule, type RuleProblem, ruleName } from "./policy";
import { RuleCard } from "./RuleCard";

interface Props {
  rules: Rule[];
  /** The rules of all shops, so that one of them may name its shop. */
  common: boolean;
  problems: RuleProblem[];
  /** The rule that fires on the phrase under test. */
  fired: string | null;
  open: string | null;
  onOpen: (rule: string | null) => void;
  onChange: (rules: Rule[]) => void;
}

/** The rules in their order, which is their meaning: the first that fits decides. */
export function RuleList({ rules, common, problems, fired, open, onOpen, onChange }: Props) {
  const words = useWords();
  const { t } = words;
  const { offer, announce } = useNotices();
  const list = useRef<HTMLOListElement>(null);
  const latest = useRef({ rules, onChange });
  const [dragged, setDragged] = useState<string | null>(null);
  const focus = useRef<string | null>(null);

  useLayoutEffect(() => {
    latest.current = { rules, onChange };
    // Moving an element in the document takes the focus from it.
    const wanted = focus.current;
    focus.current = null;
    if (wanted && !list.current?.contains(document.activeElement)) {
      list.current?.querySelector<HTMLElement>(`[data-rule="${CSS.escape(wanted)}"] .rule-grip`)?.focus();
    }
  });

  const move = (id: string, to: number) => {
    const { rules: now, onChange: tell } = latest.current;
    const from = now.findIndex((rule) => rule.id === id);
    const rule = now[from];
    const place = Math.max(0, Math.min(to, now.length - 1));
    if (!rule || place === from) return;
    focus.current = id;
    tell(moved(now, from, place));
    announce(t("rules-moved", { name: ruleName(words, rule), place: place + 1, of: now.length }));
  };
  const onKeyDown = (event: KeyboardEvent, id: string, at: number) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    move(id, at + (event.key === "ArrowUp" ? -1 : 1));
  };
  /** The card goes where the pointer is; Esc puts everything back. The window listens: the card itself moves in the document. */
  const onGrip = (event: PointerEvent, id: string) => {
    if (event.button !== 0) return;
    const before = rules;
    setDragged(id);
    const drag = ({ clientY }: globalThis.PointerEvent) => {
      const others = [...(list.current?.children ?? [])].filter((each): each is HTMLElement => each instanceof HTMLElement && each.dataset.rule !== id);
      move(
        id,
        others.filter((each) => {
          const { top, height } = each.getBoundingClientRect();
          return top + height / 2 < clientY;
        }).length,
      );
    };
    const end = () => {
      setDragged(null);
      window.removeEventListener("pointermove", drag);
      window.removeEventListener("pointerup", end);
      window.removeEventListener("pointercancel", end);
      window.removeEventListener("keydown", giveUp, true);
    };
    const giveUp = (key: globalThis.KeyboardEvent) => {
      if (key.key !== "Escape") return;
      key.preventDefault();
      key.stopPropagation();
      latest.current.onChange(before);
      end();
    };
    window.addEventListener("pointermove", drag);
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
    window.addEventListener("keydown", giveUp, true);
  };

  const insert = (rule: Rule, at: number) => {
    onChange([...rules.slice(0, at), rule, ...rules.slice(at)]);
    onOpen(rule.id);
  };
  const remove = (rule: Rule, at: number) => {
    onChange(rules.filter((each) => each.id !== rule.id));
    onOpen(null);
    offer({
      text: t("rules-deleted", { name: ruleName(words, rule) }),
      undo: () => {
        const now = latest.current.rules;
        latest.current.onChange([...now.slice(0, at), rule, ...now.slice(at)]);
      },
    });
  };
  const restore = () => {
    const before = rules;
    onChange(defaultRules());
    onOpen(null);
    offer({ text: t("rules-defaults-done"), undo: () => latest.current.onChange(before) });
  };

  return (
    <section className="rules-list" aria-label={t("rules-tab-rules")}>
      <p className="rules-lead">{t("rules-order")}</p>
      <ol ref={list} data-dragging={dragged !== null || undefined}>
        {rules.map((rule, at) => (
          <RuleCard
            key={rule.id}
            rule={rule}
            common={common}
            at={at}
            of={rules.length}
            open={open === rule.id}
            fired={fired === rule.id}
            dragged={dragged === rule.id}
            problems={problems.filter((problem) => problem.rule === rule.id)}
            onOpen={() => onOpen(open === rule.id ? null : rule.id)}
            onChange={(part) => onChange(rules.map((each) => (each.id === rule.id ? { ...each, ...part } : each)))}
            onKeyDown={(event) => onKeyDown(event, rule.id, at)}
            onGrip={(event) => onGrip(event, rule.id)}
            onDuplicate={() => insert(copyOf(rule, t("rules-copy-name", { name: ruleName(words, rule) })), at + 1)}
            onDelete={() => remove(rule, at)}
          />
        ))}
        <li className="rule-rest" data-fired={fired === "" || undefined}>
          {t("rules-rest")}
        </li>
      </ol>
      <div className="rules-acts">
        <Button data-testid="rule-add" onClick={() => insert(newRule(t("rules-new-name")), 0)}>
          <Plus size={16} aria-hidden="true" />
          {t("rules-add")}
        </Button>
        <Button kind="quiet" data-testid="rules-defaults" onClick={restore}>
          {t("rules-defaults")}
        </Button>
      </div>
      <p className="hint">{t("rules-keys")}</p>
    </section>
  );
}

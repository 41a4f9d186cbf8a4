import type { ReactNode } from "react";

interface Props {
  id: string;
  title: string;
  example: string;
  text: string;
  onText: (text: string) => void;
  className?: string;
  fieldName: string;
  answerName: string;
  /** Where and by whom the text is said, where that matters. */
  where?: ReactNode;
  /** What is answered; told as it comes. */
  children: ReactNode;
}

/** A text to be tried, and what is made of it. */
export function TryPane({ id, title, example, text, onText, className = "", fieldName, answerName, where, children }: Props) {
  return (
    <aside className={`try ${className}`} aria-label={title}>
      <h2>
        <label htmlFor={id}>{title}</label>
      </h2>
      <textarea
        id={id}
        className="field try-text"
        data-testid={fieldName}
        rows={4}
        maxLength={2000}
        placeholder={example}
        value={text}
        onChange={(event) => onText(event.target.value)}
      />
      {where}
      <div className="try-answer" role="status" data-testid={answerName}>
        {children}
      </div>
    </aside>
  );
}

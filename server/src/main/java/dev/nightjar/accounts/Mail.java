package dev.nightjar.accounts;

/** How letters leave the program: by SMTP, or on one machine without it to the console. */
interface Mail {

    /** Whether a letter comes to whoever has its e-mail address; else only who looks at the console reads it. */
    boolean reachesEveryone();

    /** Sends the letter, or throws {@link org.springframework.mail.MailException}. */
    void send(Letter letter);
}

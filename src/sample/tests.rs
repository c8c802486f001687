//! Tickets, ranks, reserves and sizes on made-up frames.

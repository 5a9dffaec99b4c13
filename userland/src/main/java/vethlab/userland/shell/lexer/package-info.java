/// Characters to words: quoting, expansions, here-documents, aliases, line numbers.
@NullMarked
package vethlab.userland.shell.lexer;

import org.jspecify.annotations.NullMarked;

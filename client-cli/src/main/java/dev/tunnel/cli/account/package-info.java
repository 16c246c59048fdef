/// What a user does with the account through the platform's REST API.
@NullMarked
package dev.tunnel.cli.account;

import org.jspecify.annotations.NullMarked;

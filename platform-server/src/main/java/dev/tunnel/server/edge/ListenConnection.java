package dev.tunnel.server.edge;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration;
import io.agroal.api.security.SimplePassword;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Principal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;

/// Connections to the platform's database outside the pool, for as long as they last.
@ApplicationScoped
class ListenConnection {
    private final AgroalConnectionFactoryConfiguration settings;

    ListenConnection(AgroalDataSource pool) {
        this.settings =
                pool.getConfiguration()
                        .connectionPoolConfiguration()
                        .connectionFactoryConfiguration();
    }

    Connection open() throws SQLException {
        Properties properties = new Properties();
        Principal user = settings.principal();
        if (user != null) {
            properties.setProperty("user", user.getName());
        }
        for (Object credential : settings.credentials()) {
            if (credential instanceof SimplePassword password) {
                properties.setProperty("password", password.getWord());
            }
        }
        properties.setProperty("ApplicationName", "tunnel-platform events");
        properties.setProperty("connectTimeout", "3");
        properties.setProperty("tcpKeepAlive", "true");
        Connection connection = new Driver().connect(settings.jdbcUrl(), properties);
        if (connection == null) {
            throw new SQLException("not a PostgreSQL URL: " + settings.jdbcUrl());
        }
        return connection;
    }
}

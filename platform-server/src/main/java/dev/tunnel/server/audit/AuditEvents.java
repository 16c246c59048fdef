package dev.tunnel.server.audit;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class AuditEvents implements PanacheRepository<AuditEvent> {}

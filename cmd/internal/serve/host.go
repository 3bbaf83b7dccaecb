package serve

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// known refuses requests for a host that the service is not: a page of another site can have its own name lead to this
// machine, and would count as the same site then (DNS rebinding).
func (s *server) known(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.isHost(r) {
			s.refuse(w, problem(http.StatusMisdirectedRequest, "this is another host; whoever runs the service names it by --host"))
			return
		}
		next.ServeHTTP(w, r)
	})
}

// isHost reports whether a request asks for this machine, the address that it came to, or a host of the options. No
// browser leaves the host out.
func (s *server) isHost(r *http.Request) bool {
	host := hostname(r.Host)
	switch {
	case host == "", host == "localhost", strings.HasSuffix(host, ".localhost"):
		return true
	case slices.ContainsFunc(s.Hosts, func(own string) bool { return own == "*" || hostname(own) == host }):
		return true
	}
	address, err := netip.ParseAddr(host)
	if err != nil {
		return false
	}
	return address.IsLoopback() || address.Unmap() == localAddress(r)
}

// hostname returns a host in lower case, without port, brackets and the dot of the root. What stands for a port and is no number
// belongs to the name.
func hostname(host string) string {
	if name, port, err := net.SplitHostPort(host); err == nil && strings.Trim(port, "0123456789") == "" {
		host = name
	}
	return strings.TrimSuffix(strings.ToLower(strings.Trim(host, "[]")), ".")
}

// localAddress returns the address that the request came to, if there is one.
func localAddress(r *http.Request) netip.Addr {
	local, ok := r.Context().Value(http.LocalAddrContextKey).(*net.TCPAddr)
	if !ok {
		return netip.Addr{}
	}
	return local.AddrPort().Addr().Unmap().WithZone("")
}

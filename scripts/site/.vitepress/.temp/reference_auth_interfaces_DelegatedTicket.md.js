import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: DelegatedTicket","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/DelegatedTicket.md","filePath":"reference/auth/interfaces/DelegatedTicket.md"}');
const _sfc_main = { name: "reference/auth/interfaces/DelegatedTicket.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-delegatedticket" tabindex="-1">Interface: DelegatedTicket <a class="header-anchor" href="#interface-delegatedticket" aria-label="Permalink to &quot;Interface: DelegatedTicket&quot;">​</a></h1><p>One ticket that a client hands over. Secret: whoever has it is the client.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-client"></a> <code>client</code></td><td><code>readonly</code></td><td><code>string</code> | <code>undefined</code></td><td>The client&#39;s principal; undefined: it is not said.</td></tr><tr><td><a id="property-endtime"></a> <code>endTime</code></td><td><code>readonly</code></td><td><code>number</code> | <code>undefined</code></td><td>Milliseconds since 1970; undefined: it is not said.</td></tr><tr><td><a id="property-etype"></a> <code>etype</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Encryption type of the session key.</td></tr><tr><td><a id="property-flags"></a> <code>flags</code></td><td><code>readonly</code></td><td><code>number</code> | <code>undefined</code></td><td>TicketFlags (RFC 4120 5.3); undefined: they are not said.</td></tr><tr><td><a id="property-service"></a> <code>service</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The service&#39;s principal: usually <code>krbtgt/EXAMPLE.COM@EXAMPLE.COM</code>.</td></tr><tr><td><a id="property-sessionkey"></a> <code>sessionKey</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>The session key that belongs to the ticket.</td></tr><tr><td><a id="property-ticket"></a> <code>ticket</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>The Ticket in DER.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/DelegatedTicket.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const DelegatedTicket = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  DelegatedTicket as default
};

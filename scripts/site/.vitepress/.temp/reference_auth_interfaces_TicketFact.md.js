import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: TicketFact","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/TicketFact.md","filePath":"reference/auth/interfaces/TicketFact.md"}');
const _sfc_main = { name: "reference/auth/interfaces/TicketFact.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-ticketfact" tabindex="-1">Interface: TicketFact <a class="header-anchor" href="#interface-ticketfact" aria-label="Permalink to &quot;Interface: TicketFact&quot;">​</a></h1><p>A ticket that one of our keys decrypted.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-authtime"></a> <code>authTime</code></td><td><code>readonly</code></td><td><code>number</code></td><td>When the client proved itself to the KDC: milliseconds since 1970.</td></tr><tr><td><a id="property-client"></a> <code>client</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The client&#39;s principal, with its realm.</td></tr><tr><td><a id="property-endtime"></a> <code>endTime</code></td><td><code>readonly</code></td><td><code>number</code></td><td>When it ends: milliseconds since 1970.</td></tr><tr><td><a id="property-flags"></a> <code>flags</code></td><td><code>readonly</code></td><td><code>number</code></td><td>TicketFlags (RFC 4120 5.3).</td></tr><tr><td><a id="property-key"></a> <code>key</code></td><td><code>readonly</code></td><td><a href="./HeldKey.html"><code>HeldKey</code></a></td><td>The key that decrypted it.</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;ticket&quot;</code></td><td>-</td></tr><tr><td><a id="property-sessionetype"></a> <code>sessionEtype</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Encryption type of the session key.</td></tr><tr><td><a id="property-starttime"></a> <code>startTime</code></td><td><code>readonly</code></td><td><code>number</code></td><td>When the ticket begins to be valid: milliseconds since 1970.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/TicketFact.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TicketFact = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TicketFact as default
};

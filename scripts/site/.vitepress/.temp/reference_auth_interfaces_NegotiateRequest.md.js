import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: NegotiateRequest","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/NegotiateRequest.md","filePath":"reference/auth/interfaces/NegotiateRequest.md"}');
const _sfc_main = { name: "reference/auth/interfaces/NegotiateRequest.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-negotiaterequest" tabindex="-1">Interface: NegotiateRequest <a class="header-anchor" href="#interface-negotiaterequest" aria-label="Permalink to &quot;Interface: NegotiateRequest&quot;">​</a></h1><p>An SMB2 NEGOTIATE request ([MS-SMB2] 2.2.3).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-capabilities"></a> <code>capabilities</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Mask of SMB2_GLOBAL_CAP_….</td></tr><tr><td><a id="property-clientguid"></a> <code>clientGuid</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>16 bytes.</td></tr><tr><td><a id="property-contexts"></a> <code>contexts</code></td><td><code>readonly</code></td><td><a href="./OfferedContexts.html"><code>OfferedContexts</code></a></td><td>The negotiate contexts; before 3.1.1 only <code>types</code> is set.</td></tr><tr><td><a id="property-dialects"></a> <code>dialects</code></td><td><code>readonly</code></td><td>readonly <code>number</code>[]</td><td>Dialect revisions in the client&#39;s order.</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;negotiate-request&quot;</code></td><td>-</td></tr><tr><td><a id="property-securitymode"></a> <code>securityMode</code></td><td><code>readonly</code></td><td><code>number</code></td><td>SMB2_NEGOTIATE_SIGNING_ENABLED (1), SMB2_NEGOTIATE_SIGNING_REQUIRED (2).</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/NegotiateRequest.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const NegotiateRequest = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  NegotiateRequest as default
};

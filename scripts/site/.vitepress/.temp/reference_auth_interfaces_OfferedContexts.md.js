import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: OfferedContexts","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/OfferedContexts.md","filePath":"reference/auth/interfaces/OfferedContexts.md"}');
const _sfc_main = { name: "reference/auth/interfaces/OfferedContexts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-offeredcontexts" tabindex="-1">Interface: OfferedContexts <a class="header-anchor" href="#interface-offeredcontexts" aria-label="Permalink to &quot;Interface: OfferedContexts&quot;">​</a></h1><p>Negotiate contexts of a 3.1.1 request ([MS-SMB2] 2.2.3.1), those that were present.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-ciphers"></a> <code>ciphers?</code></td><td><code>readonly</code></td><td>readonly <code>number</code>[]</td><td>CipherIds of SMB2_ENCRYPTION_CAPABILITIES, in order of preference.</td></tr><tr><td><a id="property-compressionalgorithms"></a> <code>compressionAlgorithms?</code></td><td><code>readonly</code></td><td>readonly <code>number</code>[]</td><td>Ids of SMB2_COMPRESSION_CAPABILITIES.</td></tr><tr><td><a id="property-hashalgorithms"></a> <code>hashAlgorithms?</code></td><td><code>readonly</code></td><td>readonly <code>number</code>[]</td><td>HashAlgorithms of SMB2_PREAUTH_INTEGRITY_CAPABILITIES.</td></tr><tr><td><a id="property-netname"></a> <code>netname?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>SMB2_NETNAME_NEGOTIATE_CONTEXT_ID: the host name the user typed.</td></tr><tr><td><a id="property-signingalgorithms"></a> <code>signingAlgorithms?</code></td><td><code>readonly</code></td><td>readonly <code>number</code>[]</td><td>Ids of SMB2_SIGNING_CAPABILITIES, in order of preference.</td></tr><tr><td><a id="property-types"></a> <code>types</code></td><td><code>readonly</code></td><td>readonly <code>number</code>[]</td><td>ContextType of every context in order, known or not.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/OfferedContexts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const OfferedContexts = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  OfferedContexts as default
};

import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: SessionPolicy","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/SessionPolicy.md","filePath":"reference/index/interfaces/SessionPolicy.md"}');
const _sfc_main = { name: "reference/index/interfaces/SessionPolicy.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-sessionpolicy" tabindex="-1">Interface: SessionPolicy <a class="header-anchor" href="#interface-sessionpolicy" aria-label="Permalink to &quot;Interface: SessionPolicy&quot;">​</a></h1><p>The demands of the session layer on its clients.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-ciphers"></a> <code>ciphers</code></td><td><code>readonly</code></td><td>readonly (<code>&quot;AES-128-GCM&quot;</code> | <code>&quot;AES-256-GCM&quot;</code> | <code>&quot;AES-128-CCM&quot;</code> | <code>&quot;AES-256-CCM&quot;</code>)[]</td><td>Ciphers in the order of preference; 3.0 and 3.0.2 have AES-128-CCM alone. At least one.</td></tr><tr><td><a id="property-dialects"></a> <code>dialects</code></td><td><code>readonly</code></td><td>readonly (<code>&quot;2.0.2&quot;</code> | <code>&quot;2.1&quot;</code> | <code>&quot;3.0&quot;</code> | <code>&quot;3.0.2&quot;</code> | <code>&quot;3.1.1&quot;</code>)[]</td><td>Dialects the server speaks; at least one.</td></tr><tr><td><a id="property-encryption"></a> <code>encryption</code></td><td><code>readonly</code></td><td><code>&quot;enabled&quot;</code> | <code>&quot;required&quot;</code> | <code>&quot;off&quot;</code></td><td><code>off</code>: never; <code>enabled</code>: when client or share asks; <code>required</code>: every session is encrypted, and a login that cannot be encrypted is refused.</td></tr><tr><td><a id="property-sessionlifetimeseconds"></a> <code>sessionLifetimeSeconds</code></td><td><code>readonly</code></td><td><code>number</code> | <code>null</code></td><td>Seconds until a session expires and must authenticate anew; null: never.</td></tr><tr><td><a id="property-signing"></a> <code>signing</code></td><td><code>readonly</code></td><td><code>&quot;enabled&quot;</code> | <code>&quot;required&quot;</code></td><td><code>required</code> is the specification&#39;s RequireMessageSigning.</td></tr><tr><td><a id="property-signingalgorithms"></a> <code>signingAlgorithms</code></td><td><code>readonly</code></td><td>readonly (<code>&quot;AES-GMAC&quot;</code> | <code>&quot;AES-CMAC&quot;</code> | <code>&quot;HMAC-SHA256&quot;</code>)[]</td><td>Signing algorithms of 3.1.1 in the order of preference; AES-CMAC where a client names none of them. At least one.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/SessionPolicy.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SessionPolicy = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SessionPolicy as default
};

import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: AuthenticatorFact","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/AuthenticatorFact.md","filePath":"reference/auth/interfaces/AuthenticatorFact.md"}');
const _sfc_main = { name: "reference/auth/interfaces/AuthenticatorFact.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-authenticatorfact" tabindex="-1">Interface: AuthenticatorFact <a class="header-anchor" href="#interface-authenticatorfact" aria-label="Permalink to &quot;Interface: AuthenticatorFact&quot;">​</a></h1><p>An authenticator that the session key decrypted.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-channelbindings"></a> <code>channelBindings</code></td><td><code>readonly</code></td><td><code>&quot;absent&quot;</code> | <code>&quot;zero&quot;</code> | <code>&quot;present&quot;</code></td><td><code>zero</code>: the client says that it has none.</td></tr><tr><td><a id="property-checksumtype"></a> <code>checksumType</code></td><td><code>readonly</code></td><td><code>number</code> | <code>undefined</code></td><td>Type of the checksum; undefined: there is none.</td></tr><tr><td><a id="property-contextflags"></a> <code>contextFlags</code></td><td><code>readonly</code></td><td><code>number</code> | <code>undefined</code></td><td>Flags of the context (RFC 4121 4.1.1.1); undefined: the checksum has none.</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;authenticator&quot;</code></td><td>-</td></tr><tr><td><a id="property-machine"></a> <code>machine?</code></td><td><code>readonly</code></td><td><a href="./../../index/interfaces/MachineIdentity.html"><code>MachineIdentity</code></a></td><td>The client&#39;s machine, as it says itself.</td></tr><tr><td><a id="property-skewmilliseconds"></a> <code>skewMilliseconds</code></td><td><code>readonly</code></td><td><code>number</code></td><td>The client&#39;s clock minus ours, in milliseconds.</td></tr><tr><td><a id="property-subkeyetype"></a> <code>subkeyEtype</code></td><td><code>readonly</code></td><td><code>number</code> | <code>undefined</code></td><td>Encryption type of the client&#39;s subkey; undefined: it sends none.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/AuthenticatorFact.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const AuthenticatorFact = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  AuthenticatorFact as default
};

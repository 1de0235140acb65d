import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ExtendedProtection","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/ExtendedProtection.md","filePath":"reference/auth/interfaces/ExtendedProtection.md"}');
const _sfc_main = { name: "reference/auth/interfaces/ExtendedProtection.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-extendedprotection" tabindex="-1">Interface: ExtendedProtection <a class="header-anchor" href="#interface-extendedprotection" aria-label="Permalink to &quot;Interface: ExtendedProtection&quot;">​</a></h1><p>Extended Protection of one login: the channel and the service that the client must mean.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-channelbindings"></a> <code>channelBindings?</code></td><td><code>readonly</code></td><td><code>&quot;required&quot;</code> | <code>&quot;never&quot;</code> | <code>&quot;when-sent&quot;</code></td><td><code>required</code>: a client that sends no bindings is refused. <code>when-sent</code>: one that sends none, or zero, is let in, as by Windows where an application does not require them ([MS-NLMP] 3.2.5.1.2); bindings that are sent must be right. <code>never</code>: they are not looked at. Default: <code>required</code>.</td></tr><tr><td><a id="property-mistakes"></a> <code>mistakes?</code></td><td><code>readonly</code></td><td>readonly <a href="./MistakenBindings.html"><code>MistakenBindings</code></a>[]</td><td>Known mistakes, so that evidence can name them. None of them is ever let in.</td></tr><tr><td><a id="property-servicenames"></a> <code>serviceNames?</code></td><td><code>readonly</code></td><td>readonly <code>string</code>[] | <code>&quot;any&quot;</code></td><td>The services that a client may mean, such as <code>HTTP/web.example</code>, in place of those of policy. Default: policy decides (<code>targetNames</code> of NTLM, <code>services</code> of Kerberos).</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/ExtendedProtection.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ExtendedProtection = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ExtendedProtection as default
};

import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: MechanismSurroundings","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/MechanismSurroundings.md","filePath":"reference/index/interfaces/MechanismSurroundings.md"}');
const _sfc_main = { name: "reference/index/interfaces/MechanismSurroundings.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-mechanismsurroundings" tabindex="-1">Interface: MechanismSurroundings <a class="header-anchor" href="#interface-mechanismsurroundings" aria-label="Permalink to &quot;Interface: MechanismSurroundings&quot;">​</a></h1><p>The server that a function of mechanisms makes them for.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-accounts"></a> <code>accounts</code></td><td><code>readonly</code></td><td><a href="./../type-aliases/AccountStore.html"><code>AccountStore</code></a></td><td>The accounts of the server&#39;s options.</td></tr><tr><td><a id="property-authpolicy"></a> <code>authPolicy</code></td><td><code>readonly</code></td><td><a href="./AuthPolicy.html"><code>AuthPolicy</code></a></td><td>The policy of the server&#39;s options, complete.</td></tr><tr><td><a id="property-kerberos"></a> <code>kerberos</code></td><td><code>readonly</code></td><td><a href="./Mechanism.html"><code>Mechanism</code></a> | <code>undefined</code></td><td>Kerberos by the server&#39;s options, whose acceptors share one replay memory; undefined when the options give no key.</td></tr><tr><td><a id="property-machinesid"></a> <code>machineSid</code></td><td><code>readonly</code></td><td><code>string</code></td><td><code>S-1-5-21-…</code>, from which the SIDs of accounts are derived that bring none along.</td></tr><tr><td><a id="property-names"></a> <code>names</code></td><td><code>readonly</code></td><td><a href="./ServerNames.html"><code>ServerNames</code></a></td><td>As the server calls itself.</td></tr><tr><td><a id="property-ntlm"></a> <code>ntlm</code></td><td><code>readonly</code></td><td><a href="./Mechanism.html"><code>Mechanism</code></a></td><td>NTLM as a server has it that is given no mechanisms: one, whose acceptors share the memory of lock-outs. Where <code>authPolicy.mechanisms</code> leaves it out, it is not offered, and refuses.</td></tr><tr><td><a id="property-runtime"></a> <code>runtime</code></td><td><code>readonly</code></td><td><a href="./Runtime.html"><code>Runtime</code></a></td><td>Clock, randomness and timers of the server.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/MechanismSurroundings.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const MechanismSurroundings = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  MechanismSurroundings as default
};
